CREATE TABLE `factor_uses` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`used` integer NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `sessions` ADD `factor` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `address` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `client` text;