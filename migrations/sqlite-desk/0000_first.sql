CREATE TABLE `drafts` (
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`patient_id` text,
	`content` text NOT NULL,
	`kept_at` text NOT NULL,
	PRIMARY KEY(`account_id`, `name`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `drafts_by_age` ON `drafts` (`kept_at`);--> statement-breakpoint
CREATE TABLE `timers` (
	`account_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`kind` text NOT NULL,
	`since` text NOT NULL,
	`key` text NOT NULL,
	`ended` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `views` (
	`account_id` text NOT NULL,
	`screen` text NOT NULL,
	`views` text NOT NULL,
	`kept_at` text NOT NULL,
	PRIMARY KEY(`account_id`, `screen`)
) STRICT;
