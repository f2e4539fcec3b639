package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpUrlTest {
  @Test
  void aPathIsPutBeforeTheQuery() {
    assertThat(HttpUrl.under("http://h/v1", "/x"), hasToString("http://h/v1/x"));
    assertThat(HttpUrl.under("http://h/v1?a=b", "/x"), hasToString("http://h/v1/x?a=b"));
    assertThat(HttpUrl.under("http://h/v1/?a=b", "/x"), hasToString("http://h/v1/x?a=b"));
    assertThat(HttpUrl.under("http://h/v1?a=b", "/x?c=d"), hasToString("http://h/v1/x?c=d&a=b"));
    assertThat(HttpUrl.under("http://[::1]:8/v1", "/x"), hasToString("http://[::1]:8/v1/x"));
  }

  @Test
  void aBaseHasNoSlashAtItsEnd() {
    assertThat(HttpUrl.base("http://h/v1/"), is(Optional.of("http://h/v1")));
    assertThat(HttpUrl.base("http://u:p@h/v1"), is(Optional.empty()));
    assertThat(HttpUrl.base("ftp://h"), is(Optional.empty()));
  }
}
