package org.paperbeam.score;

import java.util.Iterator;
import java.util.List;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.days.DayDraft;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.PromptBatch;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.PaperSpill;

/**
 * Dates whose papers' texts wait in a file of the lane's worker: for a lane that takes in all dates
 * before the first is answered, as one that makes batches does.
 */
final class SpilledDays implements Iterator<PackedDay> {
  private final Iterator<PackedDay> days;
  private final PaperSpill spill;

  SpilledDays(Iterator<PackedDay> days, PaperSpill spill) {
    this.days = days;
    this.spill = spill;
  }

  @Override
  public boolean hasNext() {
    return days.hasNext();
  }

  @Override
  public PackedDay next() {
    PackedDay day = days.next();
    DayPrompts prompts = day.getPrompts();
    DayDraft draft = day.getDraft();
    return PackedDay.of(
        DayPrompts.of(
            prompts.getDate(),
            prompts.getBatches().stream()
                .map(batch -> PromptBatch.of(batch.getStage(), questions(batch.getQuestions())))
                .toList(),
            questions(prompts.getPassed())),
        draft == null
            ? null
            : DayDraft.of(
                draft.getFacts(),
                draft.getListed(),
                draft.getDuplicates(),
                draft.getRecords().stream().map(this::record).toList(),
                draft.getUnscored(),
                draft.getCalls()));
  }

  private List<PaperQuestion> questions(List<PaperQuestion> questions) {
    return questions.stream()
        .map(question -> question.toBuilder().setRecord(record(question.getRecord())).build())
        .toList();
  }

  private PaperRecord record(PaperRecord record) {
    return record.toBuilder().setPaper(spill.keep(record.getPaper())).build();
  }
}
