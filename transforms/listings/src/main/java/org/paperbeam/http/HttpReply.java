package org.paperbeam.http;

import java.util.List;
import java.util.Map;

/** An answer of any other status than those that are waited out; the body is uncompressed. */
public record HttpReply(int status, Map<String, List<String>> headers, String body)
    implements Result {}
