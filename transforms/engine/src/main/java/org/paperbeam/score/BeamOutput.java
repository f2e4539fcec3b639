package org.paperbeam.score;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.metrics.Notices;
import org.paperbeam.paper.RunFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what the lane finds out into Beam's collections. For the thread that Beam calls. */
abstract class BeamOutput extends DecidingOutput implements AutoCloseable {
  /** Where a person looks while the job runs: the launcher's console, or a worker's log. */
  private static final Logger NOTICES = LoggerFactory.getLogger(Notices.LOGGER);

  private final MultiOutputReceiver out;
  private final BeamLaneMetrics metrics = new BeamLaneMetrics(InstantSource.system());

  BeamOutput(Decisions decisions, MultiOutputReceiver out) {
    super(decisions);
    this.out = out;
  }

  /** The dates' prompts, each taken note of when the lane comes to it. */
  abstract Iterator<DayPrompts> taking(Iterator<PackedDay> days);

  /**
   * The lane has ended and told everything: what it began is brought to its end.
   *
   * @return what was found on the way, a sentence each
   * @throws InterruptedException when the runner gives this bundle up
   */
  abstract List<String> finish() throws InterruptedException;

  final MultiOutputReceiver out() {
    return out;
  }

  @Override
  public void paid(PaidCall call) {
    out.get(AskLlm.CALLS).output(call);
  }

  @Override
  public void notice(String text) {
    NOTICES.info(text);
  }

  @Override
  public void failed(RunFailure failure) {
    out.get(AskLlm.FAILURES).output(failure);
  }

  @Override
  public final BeamLaneMetrics metrics() {
    return metrics;
  }

  /** Ends what this object began for itself; what is not finished is given up. */
  @Override
  public abstract void close();
}
