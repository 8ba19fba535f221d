package facts

import "chonmat/domain"

// Duty is something the law asks of every campaign with influencers, state of
// November 2026; no legal advice. Whose is who has to see to it: "creator" or
// "brand". Forbids tells that it is something not to do. duty.<name> in the
// catalogue says it.
type Duty struct {
	Name    string
	Whose   string
	Forbids bool
	Sources []domain.Source
}

// Say says the duty.
func (d Duty) Say() domain.Sentence { return domain.Sentence{Key: "duty." + d.Name} }

// Yours says the duty to the one whose it is: "báo rõ", for "creator báo rõ".
// What must not be done is said to everybody alike.
func (d Duty) Yours() domain.Sentence {
	if d.Forbids {
		return d.Say()
	}
	return domain.Sentence{Key: "duty." + d.Name + ".yours"}
}

// DutyOf returns the duty of a name of duties.csv; any other name is a mistake
// in the program, and stops it.
func DutyOf(name string) Duty {
	for _, d := range Duties {
		if d.Name == name {
			return d
		}
	}
	panic("facts: no duty " + name)
}

// Duties lists every duty.
var Duties = func() (list []Duty) {
	for _, r := range read("duties.csv") {
		list = append(list, Duty{Name: r["duty"], Whose: r["whose"], Forbids: r["forbids"] == "yes", Sources: r.cited()})
	}
	return list
}()
