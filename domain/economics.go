package domain

// Economics are a seller's own figures of what an order is worth. Zero is
// unknown; nothing public stands in for it.
type Economics struct {
	OrderValue VND  `json:"order_value,omitempty"` // of a usual order
	Margin     Rate `json:"margin,omitempty"`      // of the order value, before the campaign
	Conversion Rate `json:"conversion,omitempty"`  // orders of views
}

// Known tells whether there is anything to reckon with.
func (e Economics) Known() bool { return e.Conversion > 0 || e.OrderValue > 0 && e.Margin > 0 }

// With returns e with what o states.
func (e Economics) With(o Economics) Economics {
	if o.OrderValue > 0 {
		e.OrderValue = o.OrderValue
	}
	if o.Margin > 0 {
		e.Margin = o.Margin
	}
	if o.Conversion > 0 {
		e.Conversion = o.Conversion
	}
	return e
}
