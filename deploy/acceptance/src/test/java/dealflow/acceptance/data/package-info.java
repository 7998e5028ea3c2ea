/** Other people's deals, imported and counted again. */
package dealflow.acceptance.data;
