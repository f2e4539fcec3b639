package org.paperbeam.runners.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.dataflow.util.CloudObject;
import org.apache.beam.runners.dataflow.util.CloudObjects;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.StringUtils;

/** A job as the service gets it. */
record SubmittedJob(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The names that the user reads in the console, in order. */
  List<String> stepNames() {
    List<String> names = new ArrayList<>();
    json.path("steps").forEach(s -> names.add(text(s.path("properties").path("user_name"))));
    return names;
  }

  /** The values of every step's display data that are texts. */
  List<String> displayed() {
    List<String> values = new ArrayList<>();
    for (JsonNode step : json.path("steps")) {
      step.path("properties").path("display_data").forEach(d -> values.add(d.toString()));
    }
    return values;
  }

  /** The pipeline options that the workers get. */
  JsonNode options() {
    return json.path("environment").path("sdkPipelineOptions");
  }

  /** The serialised functions of all {@code ParallelDo} steps, and all sources. */
  List<byte[]> serialised() {
    List<byte[]> found = new ArrayList<>();
    for (JsonNode step : json.path("steps")) {
      if (step.path("kind").asText().equals("ParallelDo")) {
        String text = text(step.path("properties").path("serialized_fn"));
        found.add(StringUtils.jsonStringToByteArray(text));
      }
    }
    for (JsonNode source : json.findValues("serialized_source")) {
      found.add(Base64.getDecoder().decode(text(source)));
    }
    return found;
  }

  private static String text(JsonNode node) {
    return node.isObject() ? node.path("value").asText() : node.asText();
  }

  /** The functions and sources, as a worker makes them. */
  List<Object> revived() {
    List<Object> all = new ArrayList<>();
    for (byte[] bytes : serialised()) {
      all.add(SerializableUtils.deserializeFromByteArray(bytes, "a step"));
    }
    return all;
  }

  /** The coders between the steps, as a worker makes them. */
  List<Coder<?>> coders() {
    List<Coder<?>> coders = new ArrayList<>();
    for (JsonNode step : json.path("steps")) {
      for (JsonNode output : step.path("properties").path("output_info")) {
        JsonNode encoding = output.path("encoding");
        if (encoding.isObject()) {
          Map<?, ?> spec = JSON.convertValue(encoding, Map.class);
          coders.add(CloudObjects.coderFromCloudObject(cloudObject(spec)));
        }
      }
    }
    return coders;
  }

  @SuppressWarnings("unchecked")
  private static CloudObject cloudObject(Map<?, ?> spec) {
    return CloudObject.fromSpec((Map<String, Object>) spec);
  }

  /** All that leaves this machine with the job, packed texts unpacked, one after another. */
  byte[] everything() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(json.toString().getBytes(StandardCharsets.UTF_8));
    for (byte[] bytes : serialised()) {
      all.write(bytes);
    }
    // Beam packs what it serialises; here it stands open.
    try (ObjectOutputStream open = new ObjectOutputStream(all)) {
      for (Object fn : revived()) {
        open.writeObject(fn);
      }
    }
    return all.toByteArray();
  }
}
