package org.paperbeam.secret;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySourceTest {
  @TempDir private Path folder;

  private static String message(KeySource source, Map<String, String> environment) {
    String message = assertThrows(IOException.class, () -> source.read(environment)).getMessage();
    assertThat("one line", message.lines().count(), is(1L));
    return message;
  }

  private KeySource file(String text) throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, text);
    return KeySource.file(file.toString());
  }

  @Test
  void theKeyIsReadWithoutBlanksAroundIt() throws Exception {
    assertThat(file(" sk-123\r\n").read(Map.of()), is(Secret.of("sk-123")));
    assertThat(KeySource.environment("K").read(Map.of("K", "sk-456\n")), is(Secret.of("sk-456")));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheKey() throws Exception {
    assertThat(file("\uFEFFsk-123\r\n").read(Map.of()), is(Secret.of("sk-123")));
    Path utf16 = folder.resolve("utf16");
    byte[] text = "\uFEFFsk-789\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    Files.write(utf16, text);
    assertThat(KeySource.file(utf16.toString()).read(Map.of()), is(Secret.of("sk-789")));
  }

  @Test
  void aMissingKeyIsNamedWithItsPlace() throws Exception {
    assertThat(
        message(KeySource.environment("MY_KEY"), Map.of()),
        startsWith("the variable MY_KEY is not set: "));
    assertThat(
        message(KeySource.environment("MY_KEY"), Map.of("MY_KEY", " ")),
        is("the variable MY_KEY is not set: put the key of the LLM's service there"));
    assertThat(message(file("\n"), Map.of()), containsString("key is empty"));
    assertThat(
        message(KeySource.file(folder.resolve("none").toString()), Map.of()),
        is("the key file " + folder.resolve("none") + " is not there"));
  }

  @Test
  void whatIsNoKeyIsNeverShown() throws Exception {
    for (String found :
        new String[] {"two words", "schlüssel", "secret\nsecret", "s".repeat(9_000)}) {
      String message = message(file(found), Map.of());
      assertThat(message, containsString("holds no key"));
      assertThat(message, not(containsString(found)));
    }
    assertThat(file("sk-123").toString(), not(containsString("sk-123")));
  }
}
