CREATE INDEX `audit_events_by_patient` ON `audit_events` (`patient_id`);--> statement-breakpoint
CREATE INDEX `audit_events_by_commit` ON `audit_events` (`commit_no`);--> statement-breakpoint
CREATE INDEX `commits_by_time` ON `commits` (`at`);--> statement-breakpoint
CREATE INDEX `commits_by_who` ON `commits` (`who`,`at`);