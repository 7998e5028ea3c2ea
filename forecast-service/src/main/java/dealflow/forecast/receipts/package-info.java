/** When orders are paid: payment behaviour, what is owed, what will come. */
package dealflow.forecast.receipts;
