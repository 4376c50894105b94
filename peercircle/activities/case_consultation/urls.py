"""The doors of a consultation: in the meeting, before it, and afterwards for those who were there."""

from django.urls import path, re_path

from peercircle.activities.case_consultation.views import afterwards, choosing, own_protocols, steps, texts, trios

urlpatterns = [
    path("<int:item_pk>/offer/", choosing.offer, name="offer"),
    path("<int:item_pk>/offer/take-back/", choosing.take_back, name="take-back"),
    path("<int:item_pk>/dot/", choosing.dot, name="dot"),
    path("<int:item_pk>/dots/count/", choosing.count, name="count"),
    path("<int:item_pk>/dots/again/", choosing.vote_again, name="vote-again"),
    path("<int:item_pk>/choose/", choosing.choose, name="choose"),
    path("<int:item_pk>/choose/undo/", choosing.undo_choice, name="undo-choice"),
    path("<int:item_pk>/protocol/", choosing.protocol, name="protocol"),
    path("<int:item_pk>/role/", choosing.role, name="role"),
    path("<int:item_pk>/role/release/", choosing.release, name="release"),
    path("<int:item_pk>/trios/", trios.trios, name="trios"),
    path("<int:item_pk>/contributions/", steps.contribute, name="contribute"),
    path("<int:item_pk>/contributions/for/", steps.write_down, name="write-down"),
    path("<int:item_pk>/contributions/pass/", steps.pass_on, name="pass"),
    path("<int:item_pk>/contributions/heard/", steps.heard, name="heard"),
    path("<int:item_pk>/story/", steps.tell, name="tell"),
    path("<int:item_pk>/question/", steps.ask, name="ask"),
    path("<int:item_pk>/question/pick/", steps.pick_question, name="pick-question"),
    path("<int:item_pk>/module/wish/", steps.wish_module, name="wish-module"),
    path("<int:item_pk>/module/", steps.choose_module, name="choose-module"),
    path("<int:item_pk>/first-step/", steps.take_along, name="take-along"),
    path("<int:item_pk>/stop/", steps.stop, name="stop"),
    path("<int:item_pk>/stop/take-back/", steps.take_back_stop, name="take-back-stop"),
    path("<int:item_pk>/came-of-it/<int:consultation_pk>/", afterwards.say, name="came-of-it"),
    path("<int:item_pk>/came-of-it/<int:consultation_pk>/sentence/", afterwards.add, name="came-of-it-sentence"),
]

after_urlpatterns = [
    path("groups/<int:group_pk>/", afterwards.consultations, name="consultations"),
    path("<int:item_pk>/", afterwards.consultation, name="consultation"),
    path("<int:item_pk>/texts/", texts.open_texts, name="open-texts"),
    path("<int:item_pk>/texts/destroy/", texts.destroy_texts, name="destroy-texts"),
    path("<int:item_pk>/judge/", afterwards.judge, name="judge"),
    path("<int:item_pk>/sentence/", afterwards.write, name="sentence"),
    path("<int:item_pk>/ask-again/", afterwards.ask_again, name="ask-again"),
    path("<int:item_pk>/ideas/", afterwards.keep_ideas, name="keep-ideas"),
]

plan_urlpatterns = [
    path("protocols/", own_protocols.own_protocols, name="own-protocols"),
    path("protocols/<int:protocol_pk>/", own_protocols.own_protocol, name="own-protocol"),
    path("protocols/<int:protocol_pk>/about/", own_protocols.describe, name="own-protocol-about"),
    path("protocols/<int:protocol_pk>/offer/", own_protocols.offer, name="own-protocol-offer"),
    path("protocols/<int:protocol_pk>/take-out/", own_protocols.take_out, name="own-protocol-take-out"),
    path("protocols/<int:protocol_pk>/new-version/", own_protocols.new_version, name="own-protocol-new-version"),
    path("protocols/<int:protocol_pk>/throw-away/", own_protocols.throw_away, name="own-protocol-throw-away"),
    path("protocols/<int:protocol_pk>/steps/", own_protocols.add_step, name="own-step-add"),
    path("protocols/<int:protocol_pk>/steps/<int:step_pk>/", own_protocols.change_step, name="own-step"),
    re_path(
        r"^protocols/(?P<protocol_pk>\d+)/steps/(?P<step_pk>\d+)/(?P<how>up|down|remove)/$",
        own_protocols.arrange,
        name="own-step-arrange",
    ),
    path("groups/<int:group_pk>/case/", choosing.case, name="case"),
    path("groups/<int:group_pk>/case/take-back/", choosing.remove, name="remove"),
]
