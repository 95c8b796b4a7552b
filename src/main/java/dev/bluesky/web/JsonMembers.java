package dev.bluesky.web;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The members of a JSON object that a client sent, found by name without regard to case as the
 * original does (JSON-B's own CASE_INSENSITIVE fails on names with capitals). What is wrong becomes
 * a refusal that names the member.
 *
 * @param object as read; unknown members are ignored
 */
record JsonMembers(JsonObject object) {

    private static final JsonProvider JSON = JsonProvider.provider();

    /**
     * Reads UTF-8.
     *
     * @param what the sentence's subject when it is no JSON object, such as "The body"
     * @throws SfuException MALFORMED
     */
    static JsonMembers parse(byte[] utf8, String what) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            JsonMembers members = new JsonMembers(parser.getObject());
            requireEnd(parser, what);
            return members;
        } catch (RuntimeException e) {
            // Not JsonException alone: Parsson throws others for what is nested too deeply.
            throw new SfuException(Refusal.MALFORMED, what + " is not a JSON object.", e);
        }
    }

    private static void requireEnd(JsonParser parser, String what) {
        if (parser.hasNext()) {
            throw malformed(what + " is not a JSON object.");
        }
    }

    /** A string member; empty if it is absent or null. */
    Optional<String> string(String name) {
        return value(name).map(value -> as(JsonString.class, value, name, "a string").getString());
    }

    /** A member that must be there. */
    String requiredString(String name) {
        return string(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> malformed("The member '" + name + "' is missing or empty."));
    }

    /** A whole number. */
    OptionalInt integer(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNumber number = as(JsonNumber.class, value.get(), name, "a whole number");
        try {
            return OptionalInt.of(number.intValueExact());
        } catch (ArithmeticException e) {
            throw malformed("The member '" + name + "' must be a whole number.");
        }
    }

    /** A JSON object. */
    Optional<JsonObject> jsonObject(String name) {
        return value(name).map(value -> as(JsonObject.class, value, name, "a JSON object"));
    }

    /** True or false. */
    Optional<Boolean> bool(String name) {
        return value(name)
                .map(
                        value -> {
                            if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                                throw malformed("The member '" + name + "' must be true or false.");
                            }
                            return value == JsonValue.TRUE;
                        });
    }

    /** True or false; it must be there. */
    boolean requiredBool(String name) {
        return bool(name).orElseThrow(() -> malformed("The member '" + name + "' is missing."));
    }

    /** An array of strings; an empty one if it is absent or null. */
    List<String> strings(String name, int most) {
        return array(name, most).stream()
                .map(value -> as(JsonString.class, value, name, "an array of strings").getString())
                .toList();
    }

    /** An array of JSON objects; an empty one if it is absent or null. */
    List<JsonMembers> objects(String name, int most) {
        return array(name, most).stream()
                .map(value -> as(JsonObject.class, value, name, "an array of JSON objects"))
                .map(JsonMembers::new)
                .toList();
    }

    private List<JsonValue> array(String name, int most) {
        List<JsonValue> values =
                value(name)
                        .<List<JsonValue>>map(value -> as(JsonArray.class, value, name, "an array"))
                        .orElse(List.of());
        if (values.size() > most) {
            throw malformed("The member '" + name + "' has more than " + most + " elements.");
        }
        return values;
    }

    private Optional<JsonValue> value(String name) {
        return object.entrySet().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(value -> value != JsonValue.NULL)
                .findFirst();
    }

    private static <T> T as(Class<T> type, JsonValue value, String name, String kind) {
        if (!type.isInstance(value)) {
            throw malformed("The member '" + name + "' must be " + kind + ".");
        }
        return type.cast(value);
    }

    private static SfuException malformed(String message) {
        return new SfuException(Refusal.MALFORMED, message);
    }
}
