import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const hours = Array.from({ length: 24 }, (_, hour) => `h${hour} INTEGER NOT NULL DEFAULT 0`).join(', ');

const steps = [
  // Who a visit was. `day` (yyyymmdd) and `hour` are those of its open by the box's clocks, so that what is counted by
  // them does not depend on a zone that is set later; 0: from before they were kept, and filled in at the next start.
  // `region`: `CN/浙江/杭州`, `US`; '' unknown, `site`: on the box's own network. `staff` 1: somebody of the house.
  // `ms`: all that it looked at photos.
  'ALTER TABLE visits ADD COLUMN day INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE visits ADD COLUMN hour INTEGER NOT NULL DEFAULT 0',
  "ALTER TABLE visits ADD COLUMN device TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE visits ADD COLUMN system TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE visits ADD COLUMN app TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE visits ADD COLUMN region TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE visits ADD COLUMN staff INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE visits ADD COLUMN ms INTEGER NOT NULL DEFAULT 0',
  // The day on which a photo was first looked at, saved, ticked; `gallery_id`: the chapter that it was saved from.
  'ALTER TABLE photo_views ADD COLUMN day INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE photo_views ADD COLUMN saved_day INTEGER',
  'ALTER TABLE downloads ADD COLUMN day INTEGER NOT NULL DEFAULT 0',
  "ALTER TABLE downloads ADD COLUMN gallery_id TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE asks ADD COLUMN day INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE links ADD COLUMN first_open_at INTEGER',
  'ALTER TABLE links ADD COLUMN first_download_at INTEGER',
  // Visits of one link, or of a set of links, on days: distinct visitors need no look at the rows.
  'CREATE INDEX visits_days ON visits (link_id, day, visitor, staff)',
  // Phones that were not let in: once in half an hour (`slot`) for each reason.
  `CREATE TABLE refusals (
    link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
    visitor TEXT NOT NULL,
    reason TEXT NOT NULL,
    slot INTEGER NOT NULL,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    on_site INTEGER NOT NULL,
    place INTEGER,
    PRIMARY KEY (link_id, visitor, reason, slot)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX refusals_time ON refusals (at)',
  // What totals are of: a project, a link, an audience in a project (`PROJECT/AUDIENCE`), a photo, a gallery.
  'CREATE TABLE subjects (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT',
  // Whether the totals were made of what there was before them: 0, not yet.
  'CREATE TABLE totals_state (id INTEGER PRIMARY KEY CHECK (id = 1), made INTEGER NOT NULL) STRICT',
  'INSERT INTO totals_state (id, made) VALUES (1, 0)',
  // Sums by a subject (project, audience, link) and day. `h0` to `h23`: its opens by the hour.
  `CREATE TABLE day_totals (
    subject INTEGER NOT NULL, day INTEGER NOT NULL,
    opens INTEGER NOT NULL DEFAULT 0, on_site INTEGER NOT NULL DEFAULT 0, stand_ins INTEGER NOT NULL DEFAULT 0,
    staff INTEGER NOT NULL DEFAULT 0, robots INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0,
    asks INTEGER NOT NULL DEFAULT 0, views INTEGER NOT NULL DEFAULT 0, ms INTEGER NOT NULL DEFAULT 0,
    downloads INTEGER NOT NULL DEFAULT 0, saves INTEGER NOT NULL DEFAULT 0, ${hours},
    PRIMARY KEY (subject, day)
  ) STRICT, WITHOUT ROWID`,
  // Of a day's opens, how many with each `device`, `system`, `app`, `region`, `place`; of its refusals, `refusal`.
  `CREATE TABLE part_totals (
    subject INTEGER NOT NULL, day INTEGER NOT NULL, kind TEXT NOT NULL, part TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (subject, kind, day, part)
  ) STRICT, WITHOUT ROWID`,
  // What was looked at and saved; the row of photo 0 tells in how many visits anything of the gallery was looked at.
  `CREATE TABLE photo_totals (
    subject INTEGER NOT NULL, day INTEGER NOT NULL, gallery INTEGER NOT NULL, photo INTEGER NOT NULL,
    visits INTEGER NOT NULL DEFAULT 0, views INTEGER NOT NULL DEFAULT 0, ms INTEGER NOT NULL DEFAULT 0,
    downloads INTEGER NOT NULL DEFAULT 0, saves INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (subject, day, gallery, photo)
  ) STRICT, WITHOUT ROWID`,
  // How long visits of a day looked, by whole seconds, coarser the longer (totals/lengths.ts).
  `CREATE TABLE length_totals (
    subject INTEGER NOT NULL, day INTEGER NOT NULL, seconds INTEGER NOT NULL, visits INTEGER NOT NULL,
    PRIMARY KEY (subject, day, seconds)
  ) STRICT, WITHOUT ROWID`,
  // Opens (`save`: visits in which something was saved first) of a day, by the day of the same visitor's one before and of
  // that before it, 0 where there was none: how many different visitors there were in any span of days can be summed.
  `CREATE TABLE gap_totals (
    subject INTEGER NOT NULL, kind TEXT NOT NULL, day INTEGER NOT NULL, before1 INTEGER NOT NULL,
    before2 INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (subject, kind, day, before1, before2)
  ) STRICT, WITHOUT ROWID`,
  // One row for each subject and visitor. `day` and `before_day`: those of the last two opens; `save_day`: of the last
  // visit in which something was saved.
  `CREATE TABLE subject_visitors (
    subject INTEGER NOT NULL, visitor TEXT NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
    opens INTEGER NOT NULL DEFAULT 0, downloads INTEGER NOT NULL DEFAULT 0,
    day INTEGER NOT NULL DEFAULT 0, before_day INTEGER NOT NULL DEFAULT 0,
    save_day INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (subject, visitor)
  ) STRICT, WITHOUT ROWID`,
  // By when what was sent should be opened and saved, `YYYY-MM-DD`; null: by each link's end.
  'ALTER TABLE projects ADD COLUMN due_on TEXT',
  // A report file every evening: `at` is `HH:MM` in the box's zone, `forms` and `mail_to` are JSON lists.
  `CREATE TABLE report_plans (
    project_id TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    at TEXT NOT NULL, next_at INTEGER, until INTEGER, forms TEXT NOT NULL, locale TEXT NOT NULL, mail_to TEXT NOT NULL,
    made_by TEXT NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX report_plans_next ON report_plans (next_at) WHERE next_at IS NOT NULL',
  // What was made of them; `state`: `made`, `mailed`, `failed`.
  `CREATE TABLE report_files (
    id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    day TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, made_at INTEGER NOT NULL,
    state TEXT NOT NULL, failure TEXT, mailed_at INTEGER
  ) STRICT`,
  'CREATE INDEX report_files_project ON report_files (project_id, made_at)',
  // Mail that waits to be sent, and webhooks with what waits for each. Secrets are sealed with the box's key.
  `CREATE TABLE hooks (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, form TEXT NOT NULL, url_sealed TEXT NOT NULL, secret_sealed TEXT,
    facts TEXT NOT NULL, project_ids TEXT, locale TEXT NOT NULL, enabled INTEGER NOT NULL,
    made_by TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE hook_deliveries (
    id TEXT PRIMARY KEY, hook_id TEXT NOT NULL REFERENCES hooks (id) ON DELETE CASCADE,
    fact TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER, status INTEGER, failure TEXT, made_at INTEGER NOT NULL, ended_at INTEGER
  ) STRICT`,
  'CREATE INDEX hook_deliveries_next ON hook_deliveries (next_at) WHERE next_at IS NOT NULL',
  'CREATE INDEX hook_deliveries_hook ON hook_deliveries (hook_id, made_at)',
];

/** Who visits were, who was refused, and totals by day that are written together with what they count. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
