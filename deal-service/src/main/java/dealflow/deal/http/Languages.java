package dealflow.deal.http;

import dealflow.deal.pipeline.Language;
import jakarta.ws.rs.core.HttpHeaders;

/** The language that a request asks for. */
public final class Languages {

    private Languages() {}

    /** The first of Accept-Language that there is; English if there is none. */
    public static Language of(HttpHeaders headers) {
        for (var locale : headers.getAcceptableLanguages()) {
            if (locale.getLanguage().equals("zh")) {
                return Language.ZH;
            }
            if (locale.getLanguage().equals("en")) {
                return Language.EN;
            }
        }
        return Language.EN;
    }
}
