/** The product list, and which pipelines sell nothing else. */
package dealflow.deal.product;
