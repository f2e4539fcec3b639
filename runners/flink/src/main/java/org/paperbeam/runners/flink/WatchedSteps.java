package org.paperbeam.runners.flink;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.beam.runners.flink.translation.functions.FlinkDoFnFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.operators.DualInputOperator;
import org.apache.flink.api.common.operators.GenericDataSinkBase;
import org.apache.flink.api.common.operators.Operator;
import org.apache.flink.api.common.operators.SingleInputOperator;
import org.apache.flink.api.common.operators.base.FlatMapOperatorBase;
import org.apache.flink.util.Visitor;

/**
 * Puts a {@link WatchedStep} in the place of every step of a plan that runs a DoFn, and leaves all
 * else as Beam translated it. For one plan: {@code plan.accept(new WatchedSteps())}, which goes
 * from the sinks to the sources, so that an operator's input is exchanged before it is visited.
 */
@SuppressWarnings("deprecation") // Beam translates bounded jobs to this interface of Flink.
final class WatchedSteps implements Visitor<Operator<?>> {
  private final Map<Operator<?>, Operator<?>> watched = new IdentityHashMap<>();

  @Override
  public boolean preVisit(Operator<?> operator) {
    if (operator instanceof SingleInputOperator<?, ?, ?> one) {
      exchangeInput(one);
    } else if (operator instanceof DualInputOperator<?, ?, ?, ?> two) {
      exchangeInputs(two);
    } else if (operator instanceof GenericDataSinkBase<?> s) {
      exchangeInput(s);
    }
    return true;
  }

  @Override
  public void postVisit(Operator<?> operator) {}

  private <InputT> void exchangeInput(SingleInputOperator<InputT, ?, ?> operator) {
    operator.setInput(watched(operator.getInput()));
  }

  private <InputT> void exchangeInput(GenericDataSinkBase<InputT> sink) {
    sink.setInput(watched(sink.getInput()));
  }

  private <FirstT, SecondT> void exchangeInputs(DualInputOperator<FirstT, SecondT, ?, ?> operator) {
    operator.setFirstInput(watched(operator.getFirstInput()));
    operator.setSecondInput(watched(operator.getSecondInput()));
  }

  @SuppressWarnings("unchecked") // What stands in the map has the type of what it stands for.
  private <T> Operator<T> watched(Operator<T> operator) {
    return (Operator<T>) watched.computeIfAbsent(operator, WatchedSteps::watch);
  }

  private static Operator<?> watch(Operator<?> operator) {
    return operator instanceof FlatMapOperatorBase<?, ?, ?> step
            && step.getUserCodeWrapper().getUserCodeObject() instanceof FlinkDoFnFunction
        ? watch(step)
        : operator;
  }

  private static <InputT, OutputT, F extends FlatMapFunction<InputT, OutputT>>
      Operator<OutputT> watch(FlatMapOperatorBase<InputT, OutputT, F> step) {
    FlatMapOperatorBase<InputT, OutputT, FlatMapFunction<InputT, OutputT>> same =
        new FlatMapOperatorBase<>(
            new WatchedStep<>(step.getUserCodeWrapper().getUserCodeObject()),
            step.getOperatorInfo(),
            step.getName());
    same.setInput(step.getInput());
    same.setSemanticProperties(step.getSemanticProperties());
    same.setParallelism(step.getParallelism());
    same.setResources(step.getMinResources(), step.getPreferredResources());
    same.getParameters().addAll(step.getParameters());
    step.getBroadcastInputs().forEach(same::setBroadcastVariable);
    return same;
  }
}
