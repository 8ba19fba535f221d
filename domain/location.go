package domain

import (
	_ "embed"
	"slices"
	"strings"
)

// Province is one of the 63 provinces as they were before 1 July 2025.
type Province struct {
	Slug      Location
	Name      string   // "TP.HCM" is a matter of wording; this is the full name
	Region    Location // North, Central or South
	Mekong    bool     // one of the 13 of the Mekong delta, "miền Tây"
	Highlands bool     // Tây Nguyên
	Since2025 Location // the unit it belongs to now (Resolution 202/2025/QH15)
}

// provincesCSV is from Resolution 202/2025/QH15, as mapped by
// tranngocminhhieu/vietnamadminunits, read 2026-11.
//
//go:embed provinces.csv
var provincesCSV string

// Provinces lists the 63 provinces, in official order.
var Provinces = readProvinces(provincesCSV)

var provinceBySlug = func() map[Location]*Province {
	m := make(map[Location]*Province, len(Provinces))
	for i := range Provinces {
		m[Provinces[i].Slug] = &Provinces[i]
	}
	return m
}()

// regions are the locations that hold provinces.
var regions = []Location{Nationwide, North, Central, South, Mekong}

func readProvinces(csv string) []Province {
	var out []Province
	lines := strings.Split(strings.TrimSpace(csv), "\n")
	for _, line := range lines[1:] {
		f := strings.Split(line, ",")
		out = append(out, Province{
			Slug: Location(f[0]), Name: f[1], Region: Location(f[2]),
			Mekong: f[3] == "1", Highlands: f[4] == "1", Since2025: Location(f[5]),
		})
	}
	return out
}

// Province returns the province that l is; ok is false for a region.
func (l Location) Province() (p Province, ok bool) {
	if q := provinceBySlug[l]; q != nil {
		return *q, true
	}
	return Province{}, false
}

// Valid tells whether l is a province, a region or the whole country.
func (l Location) Valid() bool {
	return provinceBySlug[l] != nil || slices.Contains(regions, l)
}

// Holds tells whether the place inner lies in l. A place holds itself; two old
// provinces that were merged in 2025 do not hold each other.
func (l Location) Holds(inner Location) bool {
	if l == inner || l == Nationwide {
		return true
	}
	p := provinceBySlug[inner]
	switch {
	case l == South && inner == Mekong:
		return true
	case p == nil:
		return false
	case l == Mekong:
		return p.Mekong
	}
	return l == p.Region
}
