package dev.bluesky.web;

import dev.bluesky.sfu.Sfu;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Of a servlet container there is nothing but the attributes. */
final class FakeContext {

    private FakeContext() {}

    static ServletContext of(Sfu sfu) {
        return of(Map.of(Sfu.ATTRIBUTE, sfu));
    }

    static ServletContext of(Map<String, Object> attributes) {
        return (ServletContext)
                Proxy.newProxyInstance(
                        ServletContext.class.getClassLoader(),
                        new Class<?>[] {ServletContext.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("getAttribute")) {
                                return attributes.get(arguments[0]);
                            }
                            throw new UnsupportedOperationException(method.getName());
                        });
    }
}
