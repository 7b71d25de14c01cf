using Wackamole.Lab.Network;
using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class AnswerRoundsTests
{
    private static readonly StationAddress First = new(0x0200_0077_0001);
    private static readonly StationAddress Second = new(0x0200_0077_0002);
    private static readonly StationAddress Third = new(0x0200_0077_0003);

    private readonly AnswerRounds _rounds = new();

    [Fact]
    public void One_station_that_answers_each_question_is_no_duplicate()
    {
        for (var count = 0; count < 3 * AnswerRounds.Distinct; count++)
        {
            Assert.False(_rounds.Answer(_rounds.Begin(), First));
        }
    }

    [Fact]
    public void Two_stations_that_answer_one_question_are_one_duplicate()
    {
        var round = _rounds.Begin();
        Assert.False(_rounds.Answer(round, First));
        Assert.True(_rounds.Answer(round, Second));
    }

    [Fact]
    public void Three_stations_that_answer_one_question_are_still_one_duplicate()
    {
        var round = _rounds.Begin();
        _rounds.Answer(round, First);
        _rounds.Answer(round, Second);
        Assert.False(_rounds.Answer(round, Third));
    }

    [Fact]
    public void Station_that_answers_twice_is_no_duplicate()
    {
        var round = _rounds.Begin();
        _rounds.Answer(round, First);
        Assert.False(_rounds.Answer(round, First));
    }

    [Fact]
    public void Late_answer_of_the_former_holder_to_an_earlier_question_is_no_duplicate()
    {
        var earlier = _rounds.Begin();
        var later = _rounds.Begin();
        Assert.False(_rounds.Answer(later, Second));
        Assert.False(_rounds.Answer(earlier, First));
    }

    [Fact]
    public void Numbers_that_are_used_again_begin_afresh()
    {
        var round = _rounds.Begin();
        _rounds.Answer(round, First);
        for (var count = 1; count < AnswerRounds.Distinct; count++)
        {
            _rounds.Begin();
        }

        Assert.Equal(round, _rounds.Begin());
        Assert.False(_rounds.Answer(round, Second));
    }
}
