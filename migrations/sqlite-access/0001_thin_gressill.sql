ALTER TABLE `access_entries` ADD `category` text;--> statement-breakpoint
CREATE INDEX `access_entries_by_who` ON `access_entries` (`who`,`at`);