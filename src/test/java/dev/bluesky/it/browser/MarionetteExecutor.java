package dev.bluesky.it.browser;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.UnsupportedCommandException;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.Response;

/**
 * What geckodriver is for, which Debian does not have: lets Selenium drive Firefox. Marionette's
 * commands are those of WebDriver under other names; only those that {@link Page} needs are here.
 */
final class MarionetteExecutor implements CommandExecutor {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry(DriverCommand.NEW_SESSION, "WebDriver:NewSession"),
                    Map.entry(DriverCommand.QUIT, "WebDriver:DeleteSession"),
                    Map.entry(DriverCommand.GET, "WebDriver:Navigate"),
                    Map.entry(DriverCommand.SET_CURRENT_WINDOW_SIZE, "WebDriver:SetWindowRect"),
                    Map.entry(DriverCommand.SET_TIMEOUT, "WebDriver:SetTimeouts"),
                    Map.entry(DriverCommand.EXECUTE_SCRIPT, "WebDriver:ExecuteScript"),
                    Map.entry(DriverCommand.EXECUTE_ASYNC_SCRIPT, "WebDriver:ExecuteAsyncScript"),
                    Map.entry(DriverCommand.FIND_ELEMENT, "WebDriver:FindElement"),
                    Map.entry(DriverCommand.FIND_ELEMENTS, "WebDriver:FindElements"),
                    Map.entry(DriverCommand.CLEAR_ELEMENT, "WebDriver:ElementClear"),
                    Map.entry(DriverCommand.CLICK_ELEMENT, "WebDriver:ElementClick"),
                    Map.entry(DriverCommand.SEND_KEYS_TO_ELEMENT, "WebDriver:ElementSendKeys"),
                    Map.entry(DriverCommand.GET_ELEMENT_TEXT, "WebDriver:GetElementText"),
                    Map.entry(
                            DriverCommand.GET_ELEMENT_DOM_ATTRIBUTE,
                            "WebDriver:GetElementAttribute"),
                    Map.entry(DriverCommand.IS_ELEMENT_DISPLAYED, "WebDriver:IsElementDisplayed"));

    private final Marionette firefox;

    MarionetteExecutor(Marionette firefox) {
        this.firefox = firefox;
    }

    @Override
    public Response execute(Command command) throws IOException {
        String name = NAMES.get(command.getName());
        if (name == null) {
            throw new UnsupportedCommandException(command.getName());
        }
        return response(command, firefox.call(name, parameters(command)));
    }

    private static Map<String, ?> parameters(Command command) {
        return switch (command.getName()) {
            // Firefox's own defaults are the capabilities that are wanted.
            case DriverCommand.NEW_SESSION -> Map.of();
            case DriverCommand.SEND_KEYS_TO_ELEMENT -> withText(command.getParameters());
            default -> command.getParameters();
        };
    }

    /** Selenium has the keys as a list of texts, WebDriver as one text. */
    private static Map<String, ?> withText(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        if (all.remove("value") instanceof CharSequence[] keys) {
            all.put("text", String.join("", keys));
        }
        return all;
    }

    private static Response response(Command command, @Nullable Object result) {
        Response response = new Response(command.getSessionId());
        response.setState("success");
        if (result instanceof Map<?, ?> map && map.containsKey("sessionId")) {
            response.setSessionId((String) map.get("sessionId"));
            response.setValue(map.get("capabilities"));
        } else if (result instanceof Map<?, ?> map && map.containsKey("value")) {
            response.setValue(map.get("value"));
        } else {
            response.setValue(result);
        }
        return response;
    }
}
