package org.paperbeam.calls;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.limit.SpendAccount;

/**
 * Whether a lane may still make calls: only one lane of an output may, and one that cannot be sure
 * that it is still the one must not. Looked at before every call.
 */
public interface CallPermit extends SpendAccount {
  /**
   * Nanoseconds until it is worth to look again; 0 when a call may start now. More than 0 while it
   * cannot be known that nobody else makes calls.
   */
  long delay();

  /** Why the lane must end, one sentence; null as long as it need not. */
  @Nullable String lost();

  /** For a lane that nobody else can compete with. */
  static CallPermit always() {
    return new CallPermit() {
      @Override
      public long delay() {
        return 0;
      }

      @Override
      public @Nullable String lost() {
        return null;
      }

      @Override
      public long paid() {
        return 0;
      }

      @Override
      public long authorised() {
        return 0;
      }

      @Override
      public void authorise(long upTo) throws IOException {}

      @Override
      public void committed(long microUsd) {}
    };
  }
}
