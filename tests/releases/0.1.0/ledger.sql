BEGIN TRANSACTION;
CREATE TABLE release_cell (
	id INTEGER NOT NULL, 
	cycle_id INTEGER NOT NULL, 
	rhythm VARCHAR NOT NULL, 
	window_index INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	level VARCHAR NOT NULL, 
	unit_key VARCHAR(64) NOT NULL, 
	kind VARCHAR NOT NULL, 
	indicator VARCHAR NOT NULL, 
	cohort_n INTEGER NOT NULL, 
	centre DOUBLE NOT NULL, 
	clip DOUBLE NOT NULL, 
	sigma DOUBLE NOT NULL, 
	released_int BIGINT NOT NULL, 
	published_at DATETIME NOT NULL, 
	fence INTEGER NOT NULL, 
	prev_sha256 VARCHAR(64) NOT NULL, 
	row_sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_release_cell PRIMARY KEY (id), 
	CONSTRAINT fk_release_cell_cycle_id FOREIGN KEY(cycle_id) REFERENCES release_cycle (id), 
	CONSTRAINT uq_release_cell_once UNIQUE (cycle_id, rhythm, window_index, unit_key, kind, indicator), 
	CONSTRAINT uq_release_cell_prev_sha256 UNIQUE (prev_sha256), 
	CONSTRAINT uq_release_cell_row_sha256 UNIQUE (row_sha256)
);
CREATE TABLE release_cycle (
	id INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	config_json VARCHAR NOT NULL, 
	config_sha256 VARCHAR(64) NOT NULL, 
	fence INTEGER NOT NULL, 
	prev_sha256 VARCHAR(64) NOT NULL, 
	row_sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_release_cycle PRIMARY KEY (id), 
	CONSTRAINT uq_release_cycle_entry UNIQUE (entry), 
	CONSTRAINT uq_release_cycle_starts_on UNIQUE (starts_on), 
	CONSTRAINT uq_release_cycle_prev_sha256 UNIQUE (prev_sha256), 
	CONSTRAINT uq_release_cycle_row_sha256 UNIQUE (row_sha256)
);
CREATE TABLE release_note (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	noted_at DATETIME NOT NULL, 
	fence INTEGER NOT NULL, 
	prev_sha256 VARCHAR(64) NOT NULL, 
	row_sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_release_note PRIMARY KEY (id), 
	CONSTRAINT uq_release_note_prev_sha256 UNIQUE (prev_sha256), 
	CONSTRAINT uq_release_note_row_sha256 UNIQUE (row_sha256)
);
CREATE TABLE release_plan (
	cycle_id INTEGER NOT NULL, 
	unit_key VARCHAR(64) NOT NULL, 
	level VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	above VARCHAR(64) NOT NULL, 
	cohort_n INTEGER NOT NULL, 
	menu VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	rho DOUBLE NOT NULL, 
	tally_rho DOUBLE NOT NULL, 
	shown_with VARCHAR(64) NOT NULL, 
	follows VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_release_plan PRIMARY KEY (cycle_id, unit_key), 
	CONSTRAINT fk_release_plan_cycle_id FOREIGN KEY(cycle_id) REFERENCES release_cycle (id)
);
CREATE TABLE version_of_ledger (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT version_of_ledger_pkc PRIMARY KEY (version_num)
);
INSERT INTO "version_of_ledger" VALUES('0001');
CREATE INDEX ix_release_plan_above ON release_plan (above, cycle_id, level);
CREATE INDEX ix_release_plan_follows ON release_plan (follows);
CREATE INDEX ix_release_plan_unit ON release_plan (unit_key);
CREATE INDEX ix_release_plan_level ON release_plan (level);
CREATE INDEX ix_release_cell_unit ON release_cell (unit_key);
CREATE TRIGGER release_cycle_refuses_update BEFORE UPDATE ON release_cycle BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_cycle_refuses_delete BEFORE DELETE ON release_cycle BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_plan_refuses_update BEFORE UPDATE ON release_plan BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_plan_refuses_delete BEFORE DELETE ON release_plan BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_cell_refuses_update BEFORE UPDATE ON release_cell BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_cell_refuses_delete BEFORE DELETE ON release_cell BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_note_refuses_update BEFORE UPDATE ON release_note BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_note_refuses_delete BEFORE DELETE ON release_note BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_cycle_refuses_replace BEFORE INSERT ON release_cycle WHEN EXISTS (SELECT 1 FROM release_cycle WHERE (id = NEW.id) OR (entry = NEW.entry) OR (starts_on = NEW.starts_on) OR (prev_sha256 = NEW.prev_sha256) OR (row_sha256 = NEW.row_sha256)) BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_plan_refuses_replace BEFORE INSERT ON release_plan WHEN EXISTS (SELECT 1 FROM release_plan WHERE (cycle_id = NEW.cycle_id AND unit_key = NEW.unit_key)) BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_cell_refuses_replace BEFORE INSERT ON release_cell WHEN EXISTS (SELECT 1 FROM release_cell WHERE (id = NEW.id) OR (cycle_id = NEW.cycle_id AND rhythm = NEW.rhythm AND window_index = NEW.window_index AND unit_key = NEW.unit_key AND kind = NEW.kind AND indicator = NEW.indicator) OR (prev_sha256 = NEW.prev_sha256) OR (row_sha256 = NEW.row_sha256)) BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
CREATE TRIGGER release_note_refuses_replace BEFORE INSERT ON release_note WHEN EXISTS (SELECT 1 FROM release_note WHERE (id = NEW.id) OR (prev_sha256 = NEW.prev_sha256) OR (row_sha256 = NEW.row_sha256)) BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a published figure is never changed or removed'); END;
COMMIT;
