package dev.jellyscale.api.service.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and types of the fields that the contract promises, where no model is needed for them. */
@QuarkusTest
class ContractFieldsTest {
  private static final String TOKEN = "the-token-of-the-tests";
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0} has {1} of type {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /status           | status                           | string
          /status           | version                          | string
          /status           | current_model                    | string null
          /status           | model_type                       | string
          /status           | available_providers              | strings
          /status           | using_gpu                        | boolean
          /status           | loaded_models                    | strings
          /status           | processing_count                 | integer
          /status           | max_concurrent                   | integer
          /status           | onnx_available                   | boolean
          /status           | model_scale                      | integer null
          /status           | cuda_available                   | boolean
          /status           | tensorrt_available               | boolean
          /status           | input_frames                     | integer
          /status           | use_fp16                         | boolean
          /status           | converter_available              | boolean
          /status           | scene_change_detection.enabled   | boolean
          /status           | scene_change_detection.threshold | float
          /status           | hdr_supported                    | boolean
          /status           | api_token_configured             | boolean
          /status           | auth_enabled                     | boolean
          /status           | managed_tokens                   | integer
          /hardware         | gpu.name                         | string
          /hardware         | gpu.memory                       | string
          /hardware         | gpu.cuda_available               | boolean
          /hardware         | gpu.tensorrt_available           | boolean
          /hardware         | gpu.device_id                    | integer
          /hardware         | cpu.name                         | string
          /hardware         | cpu.cores                        | integer
          /hardware         | providers                        | strings
          /hardware         | using_gpu                        | boolean
          /hardware         | gpu_list                         | array
          /gpus             | gpus                             | array
          /gpus             | total                            | integer
          /gpus             | current_device_id                | integer
          /gpu-verify       | onnx_providers                   | strings
          /gpu-verify       | active_providers                 | strings
          /gpu-verify       | using_gpu                        | boolean
          /gpu-verify       | gpu_requested                    | boolean
          /gpu-verify       | gpu_device_id                    | integer
          /gpu-verify       | gpu_list                         | array
          /gpu-verify       | clinfo                           | string
          /gpu-verify       | nvidia_smi                       | string
          /gpu-verify       | dev_dri.exists                   | boolean
          /gpu-verify       | wsl2.is_wsl2_environment         | boolean
          /gpu-verify       | wsl2.wsl_lib_mounted             | boolean
          /gpu-verify       | skip_tensorrt                    | boolean
          /gpu-verify       | inference_test.status            | string
          /gpu-verify       | troubleshooting_tips             | strings
          /doctor           | version                          | string
          /doctor           | overall                          | string
          /recommend        | tier                             | string
          /recommend        | recommended_scale                | integer
          /recommend        | alternatives                     | strings
          /recommend        | hardware.vram_mb                 | integer
          /recommend        | hardware.gpu_active              | boolean
          /features         | face_enhancement.strength        | float
          /features         | model_upload.custom_models       | strings
          /features         | fp16_mixed_precision.setting     | string
          /features         | scene_change_detection.threshold | float
          /logs/recent      | count                            | integer
          /logs/recent      | entries                          | array
          /health/detailed  | status                           | string
          /health/detailed  | circuit_breaker.open             | boolean
          /health/detailed  | circuit_breaker.half_open        | boolean
          /health/detailed  | circuit_breaker.consecutive_failures | integer
          /health/detailed  | circuit_breaker.threshold        | integer
          /health/detailed  | circuit_breaker.reset_seconds    | integer
          /health/detailed  | gpu.healthy                      | boolean null
          /health/detailed  | gpu.name                         | string
          /health/detailed  | gpu.memory                       | string
          /health/detailed  | gpu.error                        | string null
          /health/detailed  | model.loaded                     | boolean
          /health/detailed  | model.name                       | string null
          /health/detailed  | model.type                       | string
          /health/detailed  | model.input_frames               | integer
          /health/detailed  | model.last_error                 | boolean
          /health/detailed  | metrics.total_jobs               | integer
          /health/detailed  | metrics.total_failures           | integer
          /health/detailed  | metrics.avg_time_ms              | float
          /health/detailed  | metrics.uptime_seconds           | float
          /connections      | connections                      | array
          /connections      | total                            | integer
          """)
  void fieldHasItsType(String path, String field, String types) throws IOException {
    var body =
        given().header("X-Api-Token", TOKEN).get(path).then().statusCode(200).extract().asString();

    var value = JSON.readTree(body).at("/" + field.replace('.', '/'));

    assertThat(Arrays.stream(types.split(" ")).anyMatch(type -> is(value, type)))
        .as("%s of %s is %s", field, path, value)
        .isTrue();
  }

  private static boolean is(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "float" -> value.isFloatingPointNumber();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      case "strings" -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
      default -> throw new IllegalArgumentException(List.of(type).toString());
    };
  }
}
