package dev.bluesky.deploy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads YAML into a type and refuses what the type does not know: a field in the wrong place does
 * nothing in a cluster.
 */
final class StrictYaml {
    private static final ObjectMapper MAPPER =
            YAMLMapper.builder()
                    .annotationIntrospector(new WithoutCatchAll())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .defaultPropertyInclusion(JsonInclude.Value.empty())
                    .build();

    private StrictYaml() {}

    static <T> T read(Path file, Class<T> type) throws IOException {
        return read(Files.readString(file), type);
    }

    /** One document, and nothing after it. */
    static <T> T read(String text, Class<T> type) throws IOException {
        try (MappingIterator<T> documents = MAPPER.readerFor(type).readValues(text)) {
            T document = documents.nextValue();
            if (documents.hasNextValue()) {
                throw new IOException("more than one document");
            }
            return document;
        }
    }

    /** The models keep unknown fields in a map; here they are errors. */
    private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return Boolean.FALSE;
        }
    }
}
