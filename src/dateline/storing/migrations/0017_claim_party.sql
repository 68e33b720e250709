-- Which claims have an actor as they were coded, to find what a decision on that actor touches without reading all claims.
CREATE TABLE claim_party (
    entity TEXT NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (entity, claim)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO claim_party SELECT json_extract(value, '$.entity.id'), claim.id FROM claim, json_each(record, '$.actors');
INSERT OR IGNORE INTO claim_party SELECT json_extract(value, '$.entity.id'), claim.id FROM claim, json_each(record, '$.recipients');
CREATE TRIGGER party_came AFTER INSERT ON claim BEGIN
    INSERT OR IGNORE INTO claim_party SELECT json_extract(value, '$.entity.id'), new.id FROM json_each(new.record, '$.actors');
    INSERT OR IGNORE INTO claim_party SELECT json_extract(value, '$.entity.id'), new.id FROM json_each(new.record, '$.recipients');
END;
CREATE TRIGGER party_went AFTER DELETE ON claim BEGIN
    DELETE FROM claim_party WHERE claim = old.id AND entity IN (
        SELECT json_extract(value, '$.entity.id') FROM json_each(old.record, '$.actors') UNION
        SELECT json_extract(value, '$.entity.id') FROM json_each(old.record, '$.recipients'));
END;
