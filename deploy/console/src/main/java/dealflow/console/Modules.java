package dealflow.console;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which modules a page is drawn by, told from what they import: so a browser asks for all of them at once, and not for one after the
 * other as each names the next.
 */
final class Modules {

    /** Of a static import or a re-export; what is imported by a call comes when it is called. */
    private static final Pattern IMPORT = Pattern.compile(
            "(?:^|[;}*/\\s])(?:import|export)\\s*(?:[\\w*{][^'\"();]*?from\\s*)?['\"]([\\w@./-]+)['\"]",
            Pattern.MULTILINE);

    private final Map<String, String> imports;
    private final Function<String, String> source;

    /**
     * @param imports addresses by name, as in an import map; a name that ends in a slash stands for a folder
     * @param source the text at an address; null if there is none
     */
    Modules(Map<String, String> imports, Function<String, String> source) {
        this.imports = imports;
        this.source = source;
    }

    /** The addresses of modules, and of all that they lead to. */
    Set<String> of(String... roots) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        for (var root : roots) {
            open.add(root);
        }
        while (!open.isEmpty()) {
            var address = open.remove();
            var text = source.apply(address);
            if (text == null) {
                throw new IllegalStateException("There is no module " + address);
            }
            if (found.add(address)) {
                var names = IMPORT.matcher(text);
                while (names.find()) {
                    open.add(resolve(names.group(1), address));
                }
            }
        }
        return found;
    }

    private String resolve(String name, String from) {
        if (name.startsWith(".") || name.startsWith("/")) {
            return URI.create(from).resolve(name).toString();
        }
        var address = imports.get(name);
        if (address != null) {
            return address;
        }
        var folder = name.substring(0, name.lastIndexOf('/') + 1);
        for (; !folder.isEmpty(); folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1)) {
            if (imports.containsKey(folder)) {
                return imports.get(folder) + name.substring(folder.length());
            }
        }
        throw new IllegalStateException("%s imports %s, which no library is called".formatted(from, name));
    }
}
