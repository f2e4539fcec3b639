package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
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
