package org.paperbeam.pipeline.remedy;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.RunFailure;

/**
 * What to type, for every remedy: the one table of it. Its texts continue the failure's message, so
 * each begins with its own comma, semicolon or blank.
 */
public final class Remedies {
  private Remedies() {}

  /** A failure's message with what to type. */
  public static String told(RunFailure failure) {
    return failure.getMessage() + text(failure.getRemedy(), failure.getRemedyValue());
  }

  /** An exception's message with what to type, if it names a remedy. */
  public static String told(IOException failure) {
    return failure.getMessage() + text(FailureException.remedyOf(failure), null);
  }

  /** A text with what to type. */
  public static String told(String message, Remedy remedy) {
    return message + text(remedy, null);
  }

  private static String text(Remedy remedy, @Nullable String value) {
    return switch (remedy) {
      case NONE -> "";
      case LIST_FROM_OAI -> "; use --source=oai";
      case LIST_FROM_OAI_LATER -> "; use --source=oai for this day, tomorrow or later";
      case LIST_FROM_ARCHIVE -> ": use --source=oai, api or snapshot for days gone by";
      case LIST_FROM_SNAPSHOT -> " (--source=snapshot)";
      case ALLOW_BAD_RECORDS -> "; --maxBadRecords=" + value + " goes on without them";
      case LEAVE_AUTHORS_OUT -> ", or go without authors: --authorMatch=false --minHIndex=0";
      case NAME_KEY ->
          ", or name another variable with --llmKeyEnv, a file with --llmKeyFile or a secret with"
              + " --llmKeySecret (--scorer=offline needs no key)";
      case NAME_KEY_FILE -> " (--llmKeyFile)";
      case NAME_KEY_SECRET -> " (--llmKeySecret)";
      case TRUST_AUTHORITY ->
          "; name the PEM file of its certificate authority in the variable SSL_CERT_FILE";
      case ANOTHER_MODEL -> ", or name another model with --llmModel";
      case COME_BACK_LATER -> "; run the same command again when it is whole again";
      case ASK_ONLINE -> "; or use --llmMode=online";
      case REBUILD_PAGES -> " (./paperbeam site)";
      case LEARN_ANEW -> "; ./paperbeam train learns it anew";
    };
  }
}
