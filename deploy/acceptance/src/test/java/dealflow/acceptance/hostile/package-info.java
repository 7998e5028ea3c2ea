/** What callers send by mistake or on purpose: nobody else notices. */
package dealflow.acceptance.hostile;
