package domain

// Day is one day of an account's history.
type Day struct {
	Date      Date
	Followers int64
	Views     Figure[int64] // of that day
}
