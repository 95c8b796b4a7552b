package dev.bluesky.web;

import dev.bluesky.sfu.IdRules;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, of those that say so: the one place that reads it. It is what the client says;
 * what that user may do, {@code sfu} knows.
 *
 * @param user by the member {@code user_id}
 */
record Caller(UserId user) {

    private static final String USER = "user_id";

    /**
     * @throws SfuException MALFORMED if the body does not say
     */
    static Caller of(JsonMembers body, IdRules rules) {
        return new Caller(rules.userId(body.requiredString(USER)));
    }

    /**
     * The same of a DELETE, whose body may be missing.
     *
     * @param inQuery the query's {@code user_id}; it goes before the body's
     * @throws SfuException MALFORMED if neither says
     */
    static Caller of(byte[] body, @Nullable String inQuery, IdRules rules) {
        return inQuery == null
                ? of(JsonMembers.parse(body, "The body"), rules)
                : new Caller(rules.userId(inQuery));
    }
}
