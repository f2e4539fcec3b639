package org.paperbeam.ledger;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One call inside a batch, with all that is needed to keep its answer, whoever fetches it.
 *
 * @param customId unique within the batch; the same question has the same one in every run
 * @param stage the label of {@link org.paperbeam.prompt.Stage}
 * @param date the announcement date whose papers are asked about
 * @param promptSha256 SHA-256 (hex) of the prompt template
 * @param parts the parts of the request that a service may refuse, by name
 * @param promptTokens as we count them
 * @param mostMicroUsd the most that it can cost, in millionths of a US dollar; 0 when unknown
 */
@JsonPropertyOrder({
  "custom_id",
  "stage",
  "date",
  "prompt_sha256",
  "prompt_tokens",
  "most_micro_usd",
  "parts",
  "papers"
})
public record BatchedRequest(
    String customId,
    String stage,
    String date,
    String promptSha256,
    List<AskedPaper> papers,
    List<String> parts,
    int promptTokens,
    long mostMicroUsd) {

  public BatchedRequest {
    papers = List.copyOf(papers);
    parts = List.copyOf(parts);
  }
}
