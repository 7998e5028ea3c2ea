/** What has happened: all deals packed in memory, and their lives as they were known at a moment. */
package dealflow.forecast.history;
