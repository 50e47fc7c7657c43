package cms

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// mostHashes is how many hashes a query asks for: SQLite takes 999 parameters
// for sure.
const mostHashes = 500

// FindVectors returns the vectors that are kept under hashes, by hash. What is
// not there is left out.
func FindVectors(app core.App, hashes []string) (map[string][]float32, error) {
	found := map[string][]float32{}
	for some := range slices.Chunk(hashes, mostHashes) {
		var rows []struct {
			Hash   string `db:"hash"`
			Vector string `db:"vector"`
		}
		if err := app.ConcurrentDB().Select("hash", "vector").From("vectors").Where(hashIn(some)).All(&rows); err != nil {
			return nil, fmt.Errorf("find vectors: %w", err)
		}
		for _, r := range rows {
			raw, err := base64.StdEncoding.DecodeString(r.Vector)
			if err != nil || len(raw)%4 != 0 {
				continue // it is made anew
			}
			v := make([]float32, len(raw)/4)
			for i := range v {
				v[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
			}
			found[r.Hash] = v
		}
	}
	return found, nil
}

func hashIn(hashes []string) dbx.Expression {
	list := make([]any, len(hashes))
	for i, h := range hashes {
		list[i] = h
	}
	return dbx.HashExp{"hash": list}
}

// SaveVectors keeps vectors of a model under their hashes, in place of what was
// kept there.
func SaveVectors(tx core.App, model string, vectors map[string][]float32) error {
	insert := tx.NonconcurrentDB().NewQuery("INSERT INTO {{vectors}} ([[id]], [[hash]], [[model]], [[vector]]) " +
		"VALUES ({:id}, {:hash}, {:model}, {:vector}) ON CONFLICT ([[hash]]) DO UPDATE SET [[vector]] = excluded.[[vector]]").Prepare()
	defer insert.Close()
	for hash, v := range vectors {
		raw := make([]byte, 0, 4*len(v))
		for _, x := range v {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
		}
		_, err := insert.Bind(dbx.Params{"id": core.GenerateDefaultRandomId(), "hash": hash, "model": model, "vector": base64.StdEncoding.EncodeToString(raw)}).Execute()
		if err != nil {
			return fmt.Errorf("keep a vector: %w", err)
		}
	}
	return nil
}

// PruneVectors deletes the vectors that are kept under other hashes than these,
// and returns how many they were.
func PruneVectors(tx core.App, keep map[string]bool) (int, error) {
	var all []string
	if err := tx.NonconcurrentDB().Select("hash").From("vectors").Column(&all); err != nil {
		return 0, fmt.Errorf("list vectors: %w", err)
	}
	old := slices.DeleteFunc(all, func(h string) bool { return keep[h] })
	for some := range slices.Chunk(old, mostHashes) {
		if _, err := tx.NonconcurrentDB().Delete("vectors", hashIn(some)).Execute(); err != nil {
			return 0, fmt.Errorf("delete old vectors: %w", err)
		}
	}
	return len(old), nil
}
