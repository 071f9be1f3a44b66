CREATE TABLE `sessions` (
	`token_hash` blob PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`opened_at` text NOT NULL,
	`seen_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_by_opening` ON `sessions` (`opened_at`);--> statement-breakpoint
CREATE INDEX `sessions_by_last_seen` ON `sessions` (`seen_at`);