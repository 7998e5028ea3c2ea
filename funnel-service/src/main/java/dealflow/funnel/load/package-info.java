/** How many answers one caller may have under way, and how long each may take. */
package dealflow.funnel.load;
