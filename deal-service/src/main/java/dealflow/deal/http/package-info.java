/** What the resources of all capabilities share: pages, merge patches, languages, and how refusals are answered. */
package dealflow.deal.http;
