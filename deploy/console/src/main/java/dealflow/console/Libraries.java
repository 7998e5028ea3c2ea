package dealflow.console;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Where the browser finds the libraries that pages import by name: in the jars they come in, by version. */
final class Libraries {

    private Libraries() {}

    /** An import map as the HTML standard has it. */
    static String importMap() {
        return new JsonObject()
                .put("imports", new JsonObject(new TreeMap<>(imports())))
                .encode();
    }

    /** Addresses by the names that modules import; a name that ends in a slash stands for a folder. */
    static Map<String, String> imports() {
        var lit = mvnpm("org.mvnpm", "lit");
        var html = mvnpm("org.mvnpm", "lit-html");
        var element = mvnpm("org.mvnpm", "lit-element");
        var reactive = mvnpm("org.mvnpm.at.lit", "reactive-element");
        var imports = new TreeMap<String, String>();
        imports.put("lit", lit + "index.js");
        imports.put("lit/", lit);
        imports.put("lit-html", html + "lit-html.js");
        imports.put("lit-html/", html);
        imports.put("lit-element", element + "index.js");
        imports.put("lit-element/", element);
        imports.put("@lit/reactive-element", reactive + "reactive-element.js");
        imports.put("@lit/reactive-element/", reactive);
        imports.put("uplot", uplot() + "uPlot.esm.js");
        return imports;
    }

    /** The folder of the chart library's files. */
    static String uplot() {
        return "/webjars/uplot/%s/dist/".formatted(version("org.webjars.npm", "uplot"));
    }

    private static String mvnpm(String group, String artifact) {
        return "/_static/%s/%s/".formatted(artifact, version(group, artifact));
    }

    private static String version(String group, String artifact) {
        var file = "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + file);
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
