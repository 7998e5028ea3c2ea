package dealflow.local.check;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** REST Assured's answers, whose JSON is read by {@link PlainPath}. */
public final class PlainAnswers implements InvocationHandler {

    private final Object target;
    private final Response answer;

    private PlainAnswers(Object target, Response answer) {
        this.target = target;
        this.answer = answer;
    }

    /** The same answer, which finds things sooner. */
    public static Response of(Response answer) {
        return (Response) plain(answer, answer);
    }

    /** An answer, or what is said or taken of it; all else stays as it is. */
    private static Object plain(Object target, Response answer) {
        var types = Stream.of(Response.class, ValidatableResponse.class, ExtractableResponse.class)
                .filter(type -> type.isInstance(target))
                .toArray(Class<?>[]::new);
        return types.length == 0
                ? target
                : Proxy.newProxyInstance(
                        PlainAnswers.class.getClassLoader(),
                        types,
                        new PlainAnswers(target, target instanceof Response other ? other : answer));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("jsonPath") && arguments == null) {
            return json();
        }
        if (method.getName().equals("path") && ((Object[]) arguments[1]).length == 0 && isJson()) {
            return json().get((String) arguments[0]);
        }
        try {
            var result = method.invoke(target, arguments);
            return result == target ? proxy : plain(result, answer);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean isJson() {
        return answer.contentType() != null && answer.contentType().contains("json");
    }

    private PlainPath json() {
        return new PlainPath(new String(answer.asByteArray(), StandardCharsets.UTF_8));
    }
}
