package dealflow.edge.access;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;

/**
 * What a token must meet beyond signature, issuer, audience and time: an expected algorithm, and a name of its own. Without
 * this check a token that lacks the configured claim would go by another claim's name.
 */
@ApplicationScoped
@Unremovable
class TokenRules implements Validator {

    private static final int LONGEST_NAME = 200;

    @Inject
    AccessConfig access;

    @Override
    public String validate(JwtContext token) throws MalformedClaimException {
        for (var signature : token.getJoseObjects()) {
            if (!access.algorithms().contains(signature.getAlgorithmHeaderValue())) {
                return "the signature's algorithm is not accepted";
            }
        }
        var name = token.getJwtClaims().getStringClaimValue(access.subjectClaim());
        return name == null || name.isBlank() || name.length() > LONGEST_NAME
                ? "the claim %s has to name the bearer".formatted(access.subjectClaim())
                : null;
    }
}
