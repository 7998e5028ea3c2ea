/** Where a local system keeps its data, readable by its owner alone. */
package dealflow.local.folder;
