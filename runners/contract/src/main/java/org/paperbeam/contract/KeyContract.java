package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.SecretServer;
import org.paperbeam.testing.Shows;

/**
 * Wherever the key is, the one who calls the LLM reads it there, and it stands nowhere else. The
 * process of the tests has the variable {@value #VARIABLE}.
 */
public abstract class KeyContract extends Contract {
  private static final String VARIABLE = "PAPERBEAM_TEST_KEY";
  private static final String SECRET = "projects/a-project/secrets/llm-key";

  protected KeyContract(List<String> runner) {
    super(runner);
  }

  /** Runs with a key of that place, which the LLM takes alone. */
  private CommandResult runWith(String key, String... options) throws IOException {
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      services.takeKey(key);
      CommandResult result = run(services, options);
      assertThat(result.text(), not(containsString(key)));
      assertThat(output().holding(key), is(empty()));
      return result;
    }
  }

  @Test
  @Shows("llmKeyFile")
  void theKeyIsReadFromAFile() throws IOException {
    assertEnds(runWith(TestServices.KEY, "--llmKeyFile=" + storage().path("key")), 0);
  }

  @Test
  @Shows("llmKeyEnv")
  void theKeyIsReadFromAVariable() throws IOException {
    setEnvironment(System.getenv());
    assertEnds(runWith(System.getenv(VARIABLE), "--llmKeyEnv=" + VARIABLE, "--verbose"), 0);
  }

  @Test
  @Shows({"llmKeySecret", "secretManagerUrl"})
  void theKeyIsReadFromASecret() throws IOException {
    String key = "sk-of-a-secret-0123456789abcdef";
    try (SecretServer secrets =
        SecretServer.start().with(SECRET + "/versions/latest", key + "\n")) {
      assertEnds(
          runWith(
              key, "--llmKeySecret=" + SECRET, "--secretManagerUrl=" + secrets.url(), "--verbose"),
          0);
      // Once by the command, before anything is paid or written, and once by the lane.
      assertThat(secrets.requests(), hasSize(2));
    }
  }

  /** Runs with an h-index to ask for; the key that Semantic Scholar was sent. */
  private String authorsAskedWith(String... options) throws IOException {
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"));
        LoopbackServer scholar = LoopbackServer.inTurn(LoopbackServer.Answer.ok("[null]"))) {
      List<String> all = new ArrayList<>(List.of(options));
      all.add("--minHIndex=1");
      all.add("--semanticScholarUrl=" + scholar.url());
      CommandResult result = run(services, all.toArray(new String[0]));
      assertEnds(result, 0);
      String key = scholar.requests().get(0).header("x-api-key");
      assertThat(result.text(), not(containsString(key)));
      assertThat(output().holding(key), is(empty()));
      return key;
    }
  }

  @Test
  @Shows("semanticScholarKeyFile")
  void theKeyOfSemanticScholarIsReadFromAFile() throws IOException {
    storage().write("scholar-key", "ss-of-a-file-0123456789".getBytes(StandardCharsets.UTF_8));
    assertThat(
        authorsAskedWith("--semanticScholarKeyFile=" + storage().path("scholar-key")),
        is("ss-of-a-file-0123456789"));
  }

  @Test
  @Shows("semanticScholarKeyEnv")
  void theKeyOfSemanticScholarIsReadFromAVariable() throws IOException {
    setEnvironment(System.getenv());
    assertThat(
        authorsAskedWith("--semanticScholarKeyEnv=" + VARIABLE), is(System.getenv(VARIABLE)));
  }

  @Test
  @Shows("semanticScholarKeySecret")
  void theKeyOfSemanticScholarIsReadFromASecret() throws IOException {
    try (SecretServer secrets =
        SecretServer.start().with(SECRET + "/versions/latest", "ss-of-a-secret-0123456789")) {
      assertThat(
          authorsAskedWith(
              "--semanticScholarKeySecret=" + SECRET, "--secretManagerUrl=" + secrets.url()),
          is("ss-of-a-secret-0123456789"));
    }
  }

  @Test
  void aSecretThatIsNotThereEndsTheCommandBeforeAnythingIsCalled() throws IOException {
    try (SecretServer secrets = SecretServer.start();
        TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      CommandResult result =
          run(services, "--llmKeySecret=" + SECRET, "--secretManagerUrl=" + secrets.url());
      assertThat(result.text(), result.code(), is(2));
      assertThat(
          result.err(),
          is(
              "paperbeam: the secret "
                  + SECRET
                  + "/versions/latest: it is not there: make it, or correct the name\n"));
      assertThat(services.requests("/"), is(empty()));
      assertThat(output().files(""), is(empty()));
    }
  }
}
