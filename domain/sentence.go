package domain

// Sentence is something to say, independent of the language: a key of the
// catalogue in domain/wording and the values of its placeholders. Advice
// reasons in sentences, so that the same reason reads well in Vietnamese, in
// English and in JSON.
type Sentence struct {
	Key  string
	Args []Arg
}

// Arg is the value of one placeholder. Value is a string (shown as it is), an
// int or int64 (a count), a float64 (a plain decimal), or one of the domain's
// own types: VND, Rate, Date, Month, Source, Interval, Platform, Tier,
// Industry, KPI, Unit, Gender, Kind, Location, Deliverable, Basis, Sentence, or
// a slice of one of these. How each is written is up to the catalogue.
type Arg struct {
	Name  string
	Value any
}

// Say makes a Sentence from a key and alternating names and values. It panics
// on an odd number of arguments or a name that is no string: both are bugs.
func Say(key string, namesAndValues ...any) Sentence {
	if len(namesAndValues)%2 != 0 {
		panic("domain.Say: odd number of arguments for " + key)
	}
	s := Sentence{Key: key}
	for i := 0; i < len(namesAndValues); i += 2 {
		s.Args = append(s.Args, Arg{Name: namesAndValues[i].(string), Value: namesAndValues[i+1]})
	}
	return s
}
