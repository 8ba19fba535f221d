package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
)

// duty is something the law asks of a campaign with influencers.
type duty struct {
	text   domain.Sentence
	source domain.Source
}

// duties is what every campaign is asked for, no legal advice: state of the law
// in November 2026, each with where we read it.
var duties = []duty{
	{text: domain.Say("duty.label"), source: domain.Source{
		Title: "Luật 75/2025/QH15 (Quảng cáo sửa đổi), Điều 15a", Date: "2026-01-01",
		URL: "https://thanhnien.vn/kol-koc-phai-xac-minh-thong-tin-neu-ro-rang-quang-cao-185251112111634136.htm"}},
	{text: domain.Say("duty.used"), source: domain.Source{
		Title: "Luật 75/2025/QH15 (Quảng cáo sửa đổi), Điều 15a(3)", Date: "2026-01-01",
		URL: "https://legalcentrix.com/media/view/185659"}},
	{text: domain.Say("duty.papers"), source: domain.Source{
		Title: "Luật 75/2025/QH15 (Quảng cáo sửa đổi), Điều 15a(1)", Date: "2026-01-01",
		URL: "https://tintuc.thuvienphapluat.com/thong-bao-van-ban-moi/email/88636/quyen-va-nghia-vu-cua-nguoi-chuyen-tai-san-pham-quang-cao-tu-nam-2026"}},
	{text: domain.Say("duty.superlatives"), source: domain.Source{
		Title: "Luật Quảng cáo (hợp nhất), Điều 8(11)", Date: "2025-08",
		URL: "https://datafiles.chinhphu.vn/cpp/files/vbpq/2025/8/88-vbhn-vpqh.pdf"}},
	{text: domain.Say("duty.sponsor"), source: domain.Source{
		Title: "Luật Bảo vệ quyền lợi người tiêu dùng 19/2023/QH15, Điều 10(1)(h)", Date: "2023-06",
		URL: "https://congbaocdn.chinhphu.vn/CongBaoCP/VanBan/2023/6/39843/45917-1-2023865-86619-2023-qh15.pdf"}},
	{text: domain.Say("duty.tax"), source: domain.Source{
		Title: "Nghị định 253/2026/NĐ-CP, Điều 50", Date: "2026-07-01",
		URL: "https://vanban.chinhphu.vn/?docid=218684&orggroupid=2&pageid=27160"}},
}

// usualGoods are the goods whose rules an industry should know when its brief
// names none.
var usualGoods = map[domain.Industry]domain.Goods{
	"beauty":      "cosmetics",
	"health":      "supplements",
	"fitness":     "supplements",
	"food":        "supplements",
	"mother-baby": "infant-milk",
}

// duties is the checklist for the campaign at hand: the rules of its goods, or
// else of those usual in its industry, after what holds for everybody.
func (t *turn) duties() screen.Block {
	var lines []screen.Text
	for _, d := range duties {
		lines = append(lines, screen.Join(" ", t.sentence(d.text), t.cite(d.source)))
	}
	rules := t.papersRules()
	if g, ok := usualGoods[t.campaign.Brief.Industry]; ok && len(rules) == 0 {
		if rule, ok := facts.RuleOf(g); ok {
			rules = append(rules, rule)
		}
	}
	return screen.Bullets(append(lines, t.goodsLines(rules)...)...)
}
