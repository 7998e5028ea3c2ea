package dealflow.funnel.company;

/** A pipeline that cannot be counted by buying phase, since a stage of its funnel says none. */
final class UnknownPhaseException extends RuntimeException {

    private final String pipeline;
    private final String stage;

    UnknownPhaseException(String pipeline, String stage) {
        super(
                "the stage '%s' of the pipeline '%s' has no buyingPhase, by which pipelines are added up: give each stage of its funnel one with PUT /pipelines/%2$s of the deal service, or name other pipelines"
                        .formatted(stage, pipeline));
        this.pipeline = pipeline;
        this.stage = stage;
    }

    String key() {
        return pipeline + "/" + stage;
    }
}
