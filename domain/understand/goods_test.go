package understand_test

import (
	"slices"
	"testing"

	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

func TestGoodsWithRulesOfTheirOwnAreRead(t *testing.T) {
	for _, c := range []struct {
		text  string
		asked domain.Goods
		want  []domain.Goods
	}{
		{text: "rượu vodka cho nam 25-40, 200tr", want: []domain.Goods{"spirits"}},
		{text: "ruou manh nhap khau 300tr can reach", want: []domain.Goods{"spirits"}},
		{text: "quảng bá rượu gạo 40 độ", want: []domain.Goods{"spirits"}},
		{text: "soju 12 độ cho gen z", want: []domain.Goods{"weak-alcohol"}},
		{text: "ruou soju 20 do", want: []domain.Goods{"spirits"}},
		{text: "rượu mơ nhà làm, 30tr", want: []domain.Goods{"alcohol"}},
		{text: "16 độ", asked: "alcohol", want: []domain.Goods{"spirits"}},
		{text: "khoảng 12 độ thôi", asked: "alcohol", want: []domain.Goods{"weak-alcohol"}},
		{text: "200tr", asked: "alcohol"},
		{text: "bia thủ công, quán ở Sài Gòn", want: []domain.Goods{"weak-alcohol"}},
		{text: "bia khong con cho nguoi lai xe"},
		{text: "in bìa sách"},
		{text: "thuốc lá điện tử", want: []domain.Goods{"tobacco"}},
		{text: "tinh dau vape 100tr", want: []domain.Goods{"tobacco"}},
		{text: "thuốc nhuộm tóc cho nữ"},
		{text: "sữa công thức cho bé 0-6 tháng, mẹ bỉm 25-34", want: []domain.Goods{"infant-milk"}},
		{text: "sua bot cho be tren 2 tuoi, 500tr", want: []domain.Goods{"child-milk"}},
		{text: "sữa bột cho trẻ dưới 24 tháng", want: []domain.Goods{"infant-milk"}},
		{text: "sữa cho bé, mẹ 25-34 tuổi, 200tr", want: []domain.Goods{"milk"}},
		{text: "từ 6 tháng", asked: "baby-food", want: []domain.Goods{"child-milk"}},
		{text: "sữa tắm gội cho bé", want: []domain.Goods{"cosmetics"}},
		{text: "tai nghe gin nguyên hộp 50tr"},
		{text: "phòng gym giảm cân cho dân văn phòng"},
		{text: "sữa chua uống cho học sinh"},
		{text: "thuốc kê đơn trị dạ dày", want: []domain.Goods{"prescription-drugs"}},
		{text: "thuốc ho thảo dược 100tr", want: []domain.Goods{"drugs"}},
		{text: "mỹ phẩm cho nữ 18-25", want: []domain.Goods{"cosmetics"}},
		{text: "my pham va tpcn giam can", want: []domain.Goods{"cosmetics", "supplements"}},
		{text: "whisky for men 30+, 500m", want: []domain.Goods{"spirits"}},
		{text: "podcast about business, 20m"},
		{text: "laptop gaming 300tr"},
	} {
		if got := understand.GoodsIn(c.text, c.asked); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.text, got, c.want)
		}
	}
}

func TestEveryClassOfGoodsIsNamedAndItsRuleSaid(t *testing.T) {
	for _, r := range facts.GoodsRules {
		if r.Verdict == facts.NoRule {
			continue
		}
		said := "goods." + string(r.Goods) + ".rule"
		if r.Verdict == facts.Ask {
			said = "goods." + string(r.Goods) + ".ask"
			for _, g := range []domain.Goods{r.Below, r.Above} {
				if _, ok := facts.RuleOf(g); !ok {
					t.Errorf("%s depends on %q, which has no rule", r.Goods, g)
				}
			}
		}
		named := wording.Has("goods." + string(r.Goods))
		if r.Verdict == facts.Ask {
			named = named && wording.Has("goods."+string(r.Goods)+".below") && wording.Has("goods."+string(r.Goods)+".above")
		}
		if !named || !wording.Has(said) {
			t.Errorf("%s has no words in the catalogue", r.Goods)
		}
	}
}

func FuzzGoodsIn(f *testing.F) {
	f.Add("rượu 40 độ", "")
	f.Add("sữa 6-12 tháng", "milk")
	f.Fuzz(func(t *testing.T, text, asked string) {
		for _, g := range understand.GoodsIn(text, domain.Goods(asked)) {
			if _, ok := facts.RuleOf(g); !ok {
				t.Fatalf("%q names %q, which is no class", text, g)
			}
		}
	})
}
