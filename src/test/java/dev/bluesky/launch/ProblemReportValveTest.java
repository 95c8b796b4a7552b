package dev.bluesky.launch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemReportValveTest {
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 413, 414, 431, 500, 501, 503, 418, 599})
    void bodyIsAProblemWithTheOriginalsErrorMember(int status) {
        String body = ProblemReportValve.body(status);

        JsonObject problem = Json.createReader(new StringReader(body)).readObject();
        assertThat(problem.keySet()).containsExactly("type", "title", "status", "detail", "error");
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("error")).isEqualTo(problem.getString("detail"));
    }
}
