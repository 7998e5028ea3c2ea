/** The JSON of events and pipelines: written exactly, read tolerantly, refused where it is out of bounds. */
package dealflow.contract.json;
