/** Pipelines made and changed, and the deals under way that are taken along to the new version. */
package dealflow.deal.versioning;
