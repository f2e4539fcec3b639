package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.paperbeam.secret.Secret;

class LlmAddressTest {
  private static final String AZURE =
      "https://mine.openai.azure.com/openai/deployments/mini?api-version=2024-10-21";

  private static String apiKey(String url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://h"));
    HttpRequest signed = LlmAddress.of(url).signed(request, Secret.of("k")).build();
    assertThat(signed.headers().firstValue("Authorization").orElse(""), is("Bearer k"));
    return signed.headers().firstValue("api-key").orElse("");
  }

  @Test
  void callsGoUnderTheBase() {
    LlmAddress plain = LlmAddress.of("https://h/v1");
    assertThat(plain.chat(), hasToString("https://h/v1/chat/completions"));
    assertThat(plain.batches("/batches"), hasToString("https://h/v1/batches"));
    assertThat(plain.batchEndpoint(), is("/v1/chat/completions"));
    assertThat(
        "the whole address does too",
        LlmAddress.of("https://h/v1/chat/completions").chat(),
        hasToString("https://h/v1/chat/completions"));
  }

  @Test
  void azuresClassicFormKeepsItsQuery() {
    LlmAddress azure = LlmAddress.of(AZURE);
    assertThat(azure.chat(), hasToString(AZURE.replace("mini?", "mini/chat/completions?")));
    assertThat(
        azure.batches("/batches?limit=1"),
        hasToString("https://mine.openai.azure.com/openai/batches?limit=1&api-version=2024-10-21"));
    assertThat(azure.batchEndpoint(), is("/chat/completions"));
  }

  @Test
  void azureGetsTheKeyAsItLooksForIt() {
    assertThat(apiKey(AZURE), is("k"));
    assertThat(apiKey("https://mine.openai.azure.com/openai/v1"), is("k"));
    assertThat(apiKey("https://gateway.azure-api.net/x"), is("k"));
    assertThat(apiKey("http://127.0.0.1:1/openai/deployments/m?api-version=1"), is("k"));
    assertThat(apiKey("https://api.openai.com/v1"), is(""));
    assertThat(apiKey("https://azure.com.example.org/v1"), is(""));
  }
}
