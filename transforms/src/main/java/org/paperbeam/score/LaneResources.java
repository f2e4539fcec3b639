package org.paperbeam.score;

import java.util.concurrent.ExecutorService;
import org.paperbeam.llm.ChatClient;

/** What a lane works with besides its configuration: the service, the clock, ledger writers. */
record LaneResources(ChatClient client, LanePace pace, ExecutorService writers) {}
