package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paperbeam.calls.CallPermit;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.LeasedCalls;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.Pace;
import org.paperbeam.ledger.Lease;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.money.Price;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FragileStore;

/** A lane under a lease: it asks only while it holds it, and its cap holds over any kill. */
class LaneLeaseTest {
  /** Without it the file is one of an older version, and is read. */
  private static final String CHECKSUM = ",\"crc32c\":\"[0-9a-f]{8}\"";

  private static final Price PRICE =
      new Price(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);

  /** A process that is killed. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Folder folder = FragileStore.newFolder();
  private final Ledger ledger = Ledger.in(folder);

  private ScoreConfig.Builder capped(double usd) {
    return LaneBench.config(java.nio.file.Path.of("unused"))
        .setLedger(ledger)
        .setSpending(SpendConfig.builder().setPrice(PRICE).setMaxCostUsd(usd).build());
  }

  /** The lane's clock, as the lease's. */
  private static Pace pace(FakeService service) {
    return new Pace() {
      @Override
      public long nanoTime() {
        return service.nanoTime();
      }

      @Override
      public Instant now() {
        return service.now();
      }

      @Override
      public void sleep(Duration d) {
        throw new AssertionError("nobody else asks");
      }
    };
  }

  /** One life of the run; it ends when its work is done, or with the service's script. */
  private LaneBench live(ScoreConfig config, FakeService service, int papers) throws Exception {
    LaneBench bench = new LaneBench();
    Lease lease =
        ledger
            .lease(pace(service), n -> {})
            .tryAcquire(config.getRunId())
            .orElseThrow(() -> new AssertionError("somebody else asks"));
    long paid = 0;
    for (LedgerEntry entry : ledger.entriesOf(config.getRunId(), warning -> {})) {
      FirstAnswers.addAll(bench.known, entry);
      paid += config.prices().microUsd(PaidCall.of(entry));
    }
    bench.permit = new LeasedCalls(lease, paid);
    try {
      bench.work(config, service, papers);
      lease.close();
    } catch (Killed e) {
      // The file says still who held it; what it says of the process is what a kill leaves.
      folder.write(
          "lease.json",
          folder
              .readIfPresent("lease.json")
              .replace("\"pid\":" + ProcessHandle.current().pid(), "\"pid\":0")
              .replaceFirst(CHECKSUM, ""));
      throw e;
    }
    return bench;
  }

  private double paidUsd() throws IOException {
    double usd = 0;
    for (LedgerEntry entry : ledger.entriesOf("run-1", warning -> {})) {
      usd +=
          PRICE
              .cost(entry.getPromptTokens(), 0, entry.getCompletionTokens())
              .totalUsd()
              .doubleValue();
    }
    return usd;
  }

  @Test
  void howeverOftenARunIsKilledItsCapHolds() throws Exception {
    for (int seed = 0; seed < 12; seed++) {
      LaneLeaseTest one = new LaneLeaseTest();
      Random random = new Random(seed);
      double cap = 0.05 + random.nextInt(10) / 100.0;
      double billed = 0;
      boolean ended = false;
      for (int life = 0; !ended; life++) {
        int last = life < 8 ? 1 + random.nextInt(12) : Integer.MAX_VALUE;
        FakeService service =
            new FakeService(
                asked -> {
                  if (asked.number() >= last) {
                    throw new Killed();
                  }
                  return FakeService.good(asked).after(random.nextInt(3_000));
                });
        try {
          LaneBench bench = one.live(one.capped(cap).build(), service, 400);
          assertThat(bench.tally.isCapReached(), is(true));
          ended = true;
        } catch (Killed e) {
          assertThat(service.calls(), hasSize(last));
        }
        billed += service.billedUsd(PRICE);
        assertThat("seed " + seed + ", life " + life, billed, is(lessThanOrEqualTo(cap)));
      }
      assertThat(one.paidUsd(), is(lessThanOrEqualTo(cap)));
    }
  }

  @Test
  void withoutAKillTheAccountCostsNothingOfTheCap() throws Exception {
    FakeService alone = new FakeService(FakeService::good);
    LaneBench bench = new LaneBench();
    bench.permit = CallPermit.always();
    bench.work(capped(1).build(), alone, 4_000);
    LaneLeaseTest other = new LaneLeaseTest();
    FakeService leased = new FakeService(FakeService::good);
    other.live(other.capped(1).build(), leased, 4_000);
    assertThat(leased.billedUsd(PRICE), is(alone.billedUsd(PRICE)));
    assertThat(leased.billedUsd(PRICE), is(greaterThan(0.95)));
  }

  @Test
  void aRunThatEndedInOrderIsStartedAgainWithWhatItHasLeft() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    live(capped(0.2).build(), service, 10);
    double first = service.billedUsd(PRICE);
    FakeService again = new FakeService(FakeService::good);
    LaneBench bench = live(capped(0.2).build(), again, 4_000);
    assertThat(bench.tally.isCapReached(), is(true));
    assertThat(first + again.billedUsd(PRICE), is(lessThanOrEqualTo(0.2)));
    assertThat(first + again.billedUsd(PRICE), is(greaterThan(0.15)));
  }

  @Test
  void aCallThatCannotBeAccountedForIsNotMade() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    Lease lease = ledger.lease(pace(service), n -> {}).tryAcquire("run-1").orElseThrow();
    LaneBench bench = new LaneBench();
    bench.permit = new LeasedCalls(lease, 0);
    FragileStore.outage(folder, new IOException("no room left"));
    bench.work(capped(1).build(), service, 40);
    FragileStore.mend(folder);
    assertThat(service.calls(), hasSize(0));
    assertThat(bench.tally.isCapReached(), is(false));
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.STORAGE));
    assertThat(bench.failures.get(0).getMessage(), containsString("no room left"));
  }

  @Test
  void aLaneThatLostItsLeaseStopsAndKeepsWhatIsOnItsWay() throws Exception {
    List<Long> starts = new ArrayList<>();
    Lease[] zombie = new Lease[1];
    FakeService[] services = new FakeService[1];
    FakeService service =
        new FakeService(
            asked -> {
              starts.add(services[0].nanoTime());
              if (asked.number() == 9) {
                try {
                  folder.write(
                      "lease.json",
                      folder
                          .readIfPresent("lease.json")
                          .replace("\"run-1\"", "\"run-2\"")
                          .replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"another\"")
                          .replaceFirst(CHECKSUM, ""));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }
              if (asked.number() > 9 && asked.number() % 4 == 0) {
                boolean unused = zombie[0].renew();
              }
              return FakeService.good(asked);
            });
    services[0] = service;
    zombie[0] = ledger.lease(pace(service), n -> {}).tryAcquire("run-1").orElseThrow();
    LaneBench bench = new LaneBench();
    bench.permit = new LeasedCalls(zombie[0], 0);
    bench.work(
        LaneBench.config(java.nio.file.Path.of("unused")).setLedger(ledger).build(), service, 400);
    assertThat("those in flight when it looked", service.calls(), hasSize(12));
    assertThat(ledger.entriesOf("run-1", warning -> {}), hasSize(12));
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("run run-2 on "));
  }

  @Test
  void aLaneThatCannotRenewWaitsAndStartsNothingAfterAMinute() throws Exception {
    List<Long> starts = new ArrayList<>();
    FakeService[] services = new FakeService[1];
    Lease[] lease = new Lease[1];
    FakeService service =
        new FakeService(
            asked -> {
              long now = services[0].nanoTime();
              starts.add(now);
              return FakeService.good(asked);
            });
    services[0] = service;
    lease[0] = ledger.lease(pace(service), n -> {}).tryAcquire("run-1").orElseThrow();
    LaneBench bench = new LaneBench();
    CallPermit leased = new LeasedCalls(lease[0], 0);
    long[] looks = {0};
    bench.permit =
        new DelegatingPermit(leased) {
          @Override
          public long delay() {
            long delay = super.delay();
            if (delay > 0 && ++looks[0] == 50) {
              assertThat("renewed at last", lease[0].renew(), is(true));
            }
            return delay;
          }
        };
    bench.work(
        LaneBench.config(java.nio.file.Path.of("unused"))
            .setLedger(ledger)
            .setPrompts(LaneBench.prompts(1))
            .build(),
        service,
        400);
    assertThat(bench.decided, hasSize(400));
    long minute = Lease.VALID.toNanos();
    List<Long> inTheDark =
        starts.stream()
            .filter(at -> at - 1_000 >= minute && at - 1_000 < minute + 40_000_000_000L)
            .toList();
    assertThat(inTheDark, hasSize(0));
  }

  private static class DelegatingPermit implements CallPermit {
    private final CallPermit permit;

    DelegatingPermit(CallPermit permit) {
      this.permit = permit;
    }

    @Override
    public long delay() {
      return permit.delay();
    }

    @Override
    public String lost() {
      return permit.lost();
    }

    @Override
    public long paid() {
      return permit.paid();
    }

    @Override
    public long authorised() {
      return permit.authorised();
    }

    @Override
    public void authorise(long upTo) throws IOException {
      permit.authorise(upTo);
    }

    @Override
    public void committed(long microUsd) {
      permit.committed(microUsd);
    }
  }
}
